package io.remotegpu.workspace.templates;

import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import io.remotegpu.web.Precondition;
import io.remotegpu.workspace.access.Permission;
import io.remotegpu.workspace.access.WorkspaceAccess;
import io.remotegpu.workspace.customers.Customers;
import io.remotegpu.workspace.requests.NewEnvironment;
import io.remotegpu.workspace.requests.RequestJson;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who may keep which template, and what a template makes of a request. */
@Service
public class Templates {
    private final TemplateRepository templates;
    private final WorkspaceAccess access;
    private final Customers customers;
    private final Clock clock;

    Templates(TemplateRepository templates, WorkspaceAccess access, Customers customers, Clock clock) {
        this.templates = templates;
        this.access = access;
        this.customers = customers;
        this.clock = clock;
    }

    /**
     * The request with what it does not say taken from the template that it names.
     *
     * @throws PlatformException NOT_FOUND for a template that the caller may not see, VALIDATION_FAILED for wrong parameters
     */
    public NewEnvironment fill(Caller caller, long id, NewEnvironment request) {
        Template template = show(caller, id);
        Map<String, Object> given = Objects.requireNonNullElse(request.parameters(), Map.of());
        return RequestJson.fill(request, template.spec(), ParameterValues.resolve(template.parameters(), given));
    }

    Template show(Caller caller, long id) {
        return templates.find(caller, id).orElseThrow(() -> PlatformException.notFound("environment_template", id));
    }

    @Transactional
    Template create(Caller caller, NewTemplate template) {
        Long workspace = template.workspaceId();
        if ((template.visibility() == Visibility.WORKSPACE) != (workspace != null)) {
            throw FieldError.refuse("workspace_id", "must be given for the visibility workspace, and for no other");
        }
        TemplateCheck.require(Objects.requireNonNullElse(template.parameters(), List.of()));
        customers.ensureKnown(caller.id(), caller.username());
        requireKeeper(caller, template.visibility(), workspace == null ? null : new WorkspaceId(workspace));
        try {
            return show(caller, templates.insert(caller.id(), template, clock.instant()));
        } catch (DuplicateKeyException taken) {
            throw taken();
        }
    }

    @Transactional
    Template change(Caller caller, long id, TemplateChanges changes, Precondition precondition) {
        Template before = lock(caller, id);
        precondition.require(before);
        Template after = before.with(changes, clock.instant());
        TemplateCheck.require(after.parameters());
        try {
            templates.update(after);
        } catch (DuplicateKeyException taken) {
            throw taken();
        }
        return after;
    }

    /** Environments made from it stay as they are. */
    @Transactional
    void delete(Caller caller, long id) {
        lock(caller, id);
        templates.delete(id);
    }

    /** The right first: to the database a lock is a change, and what one may not change would seem not to exist. */
    private Template lock(Caller caller, long id) {
        Template seen = show(caller, id);
        requireKeeper(caller, seen.visibility(), seen.workspaceId());
        return templates.lock(caller, id).orElseThrow(() -> PlatformException.notFound("environment_template", id));
    }

    private void requireKeeper(Caller caller, Visibility visibility, @Nullable WorkspaceId workspace) {
        switch (visibility) {
            case PUBLIC -> caller.requireAdmin();
            case WORKSPACE -> access.require(caller, Objects.requireNonNull(workspace), Permission.EDIT);
            case PRIVATE -> {} // whoever sees it keeps it
        }
    }

    private static PlatformException taken() {
        return new PlatformException(
                ErrorCode.ALREADY_EXISTS,
                "a public template has this name already; choose another",
                Map.of("resource", "environment_template"));
    }
}
