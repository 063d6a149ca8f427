package io.remotegpu.workspace.images;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remotegpu.web.Tagged;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An image on offer.
 *
 * @param name the reference that environments are created with
 * @param digest of what the registry had under the name when it was last read
 * @param size MiB as it travels
 * @param source the registry that it was read from, none if an administrator entered it
 * @param status {@code active}, {@code disabled} by an administrator, or {@code missing} from its registry
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Image(
        long id,
        String name,
        ImageType type,
        String title,
        String description,
        @Nullable String digest,
        @Nullable Long size,
        @Nullable String source,
        String status,
        Instant createdAt,
        Instant updatedAt)
        implements Tagged {}
