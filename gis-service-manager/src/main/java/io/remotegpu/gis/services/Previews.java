package io.remotegpu.gis.services;

import static java.util.stream.Collectors.toMap;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.descriptors.DescriptorCatalog;
import io.remotegpu.gis.descriptors.ServiceType;
import io.remotegpu.gis.rendering.Rendered;
import io.remotegpu.gis.rendering.RenderedFile;
import io.remotegpu.gis.templates.TemplateCatalog;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Shows what a configuration would become, and how that differs from what is. */
@Component
class Previews {
    private static final String MASK = "********";
    private static final String NEW = "new";
    private static final int CONTEXT_LINES = 3;

    private final ServiceRepository services;
    private final DescriptorCatalog catalog;
    private final TemplateCatalog templates;
    private final ConfigurationCheck check;

    Previews(
            ServiceRepository services,
            DescriptorCatalog catalog,
            TemplateCatalog templates,
            ConfigurationCheck check) {
        this.services = services;
        this.catalog = catalog;
        this.templates = templates;
        this.check = check;
    }

    Preview.Valid validate(Caller caller, Draft draft) {
        Optional<UserService> service = service(caller, draft);
        CheckedConfiguration checked = checked(caller, draft, service.orElse(null));
        return new Preview.Valid(true, shown(type(draft, service.orElse(null)), checked), checked.warnings());
    }

    Preview preview(Caller caller, Draft draft) {
        @Nullable UserService service = service(caller, draft).orElse(null);
        ServiceType type = type(draft, service);
        CheckedConfiguration checked = checked(caller, draft, service);
        String key = service == null ? NEW : service.instanceKey();
        Rendered after = check.show(owner(caller, service), type, key, checked.complete(), MASK);
        Map<String, String> before = new LinkedHashMap<>();
        @Nullable Boolean restart = null;
        if (service != null) {
            restart = differs(service, type, checked, before);
        }
        return new Preview(
                shown(type, checked),
                after.image(),
                after.argv(),
                new TreeMap<>(after.env()),
                files(after, before),
                restart,
                checked.warnings());
    }

    /** Whether what runs has to be restarted, with its files; where the present configuration no longer renders, it has. */
    private boolean differs(
            UserService service, ServiceType type, CheckedConfiguration checked, Map<String, String> before) {
        ObjectNode present = services.configuration(service);
        try {
            before.putAll(contents(check.show(service.owner(), type, service.instanceKey(), present, MASK)));
            return checked.rendered().needsRestart(check.render(service, type, present));
        } catch (PlatformException outdated) {
            return true;
        }
    }

    private static List<Preview.File> files(Rendered after, Map<String, String> before) {
        boolean compared = !before.isEmpty();
        List<Preview.File> files = new ArrayList<>();
        for (RenderedFile file : after.files()) {
            String former = Objects.requireNonNullElse(before.remove(file.path()), "");
            files.add(file(file.path(), file.mode(), former, file.content(), compared));
        }
        before.forEach((path, former) -> files.add(file(path, 0, former, "", true)));
        return files;
    }

    private static Preview.File file(String path, int mode, String before, String after, boolean compared) {
        String diff = compared && !before.equals(after) ? diff(path, before, after) : null;
        return new Preview.File(path, "%04o".formatted(mode), after, diff);
    }

    private static String diff(String path, String before, String after) {
        List<String> lines = before.lines().toList();
        return String.join(
                        "\n",
                        UnifiedDiffUtils.generateUnifiedDiff(
                                path,
                                path,
                                lines,
                                DiffUtils.diff(lines, after.lines().toList()),
                                CONTEXT_LINES))
                + "\n";
    }

    private static Map<String, String> contents(Rendered rendered) {
        return rendered.files().stream().collect(toMap(RenderedFile::path, RenderedFile::content));
    }

    private CheckedConfiguration checked(Caller caller, Draft draft, @Nullable UserService service) {
        ServiceType type = type(draft, service);
        ObjectNode given = check.tree(Objects.requireNonNullElse(draft.configData(), Map.of()));
        ObjectNode asked = draft.template() == null ? given : templates.fill(draft.template(), type.name(), given);
        ObjectNode wanted =
                service == null ? asked : type.schema().keepingSecrets(asked, services.configuration(service));
        return check.require(owner(caller, service), type, service == null ? NEW : service.instanceKey(), wanted);
    }

    private Optional<UserService> service(Caller caller, Draft draft) {
        Long id = draft.serviceId();
        return id == null
                ? Optional.empty()
                : Optional.of(
                        services.find(caller, id).orElseThrow(() -> PlatformException.notFound("user_service", id)));
    }

    private ServiceType type(Draft draft, @Nullable UserService service) {
        String name = service == null ? draft.serviceType() : service.type();
        if (name == null) {
            throw FieldError.refuse("service_type", "is missing");
        }
        return catalog.require(name);
    }

    private static CustomerId owner(Caller caller, @Nullable UserService service) {
        return service == null ? caller.id() : service.owner();
    }

    private static Map<String, Object> shown(ServiceType type, CheckedConfiguration checked) {
        return ServiceViews.map(type.schema().withoutSecrets(checked.complete()));
    }
}
