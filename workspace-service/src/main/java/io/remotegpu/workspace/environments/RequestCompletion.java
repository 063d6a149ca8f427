package io.remotegpu.workspace.environments;

import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import io.remotegpu.workspace.requests.NewEnvironment;
import io.remotegpu.workspace.snapshots.Snapshots;
import io.remotegpu.workspace.templates.Templates;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Fills in what a request leaves to its template or snapshot, and checks the whole. The request stands over the template, that over the snapshot. */
@Component
class RequestCompletion {
    private final Templates templates;
    private final Snapshots snapshots;
    private final Validator validator;

    RequestCompletion(Templates templates, Snapshots snapshots, Validator validator) {
        this.templates = templates;
        this.snapshots = snapshots;
        this.validator = validator;
    }

    NewEnvironment complete(Caller caller, NewEnvironment asked) {
        refuse(validator.validateProperty(asked, "templateId"));
        refuse(validator.validateProperty(asked, "snapshotId"));
        Long template = asked.templateId();
        if (template == null
                && asked.parameters() != null
                && !asked.parameters().isEmpty()) {
            throw FieldError.refuse("parameters", "are those of a template; name it in template_id");
        }
        NewEnvironment filled = template == null ? asked : templates.fill(caller, template, asked);
        String snapshot = asked.snapshotId();
        NewEnvironment whole = snapshot == null ? filled : snapshots.fill(caller, snapshot, filled);
        refuse(validator.validate(whole));
        return whole;
    }

    private static void refuse(Set<ConstraintViolation<NewEnvironment>> violations) {
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
    }
}
