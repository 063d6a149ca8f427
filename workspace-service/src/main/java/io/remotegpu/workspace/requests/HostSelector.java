package io.remotegpu.workspace.requests;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts will do.
 *
 * @param labels what a host must be labelled with, all of it
 * @param tolerations taints of hosts that it does not mind, {@code key=value}; those that say whom a host is for are the platform's to judge
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HostSelector(
        @Nullable @Size(max = 16)
        Map<
                        @NotNull
                        @Pattern(regexp = WORD, message = "must be a key of labels such as zone or example.org/rack")
                        String,
                        @NotNull @Size(max = 63) String>
                labels,

        @Nullable @Size(max = 16)
        List<
                        @NotNull
                        @Pattern(
                                regexp = "(?!(gpu|gpu-sharing|spot|workspace|customer)=)" + WORD + "=" + WORD,
                                message = "must be a taint key=value such as team=vision, and none of gpu, gpu-sharing,"
                                        + " spot, workspace and customer: whom those let in is not for a request"
                                        + " to say")
                        String>
                tolerations) {
    public static final HostSelector ANY = new HostSelector(null, null);

    private static final String WORD = "[A-Za-z0-9][A-Za-z0-9._/-]{0,62}";

    /** As it travels. */
    io.remotegpu.contracts.workload.HostSelector told() {
        return new io.remotegpu.contracts.workload.HostSelector(
                Objects.requireNonNullElse(labels, Map.of()), Objects.requireNonNullElse(tolerations, List.of()));
    }
}
