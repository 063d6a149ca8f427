package io.remotegpu.web.precondition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.Precondition;
import io.remotegpu.web.Tagged;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class IfMatchTest {
    private record View(String name, Map<String, String> labels) implements Tagged {}

    private static final View VIEW = new View("train", Map.of());
    private final EntityTags tags = new EntityTags(JsonMapper.builder().build());

    @Test
    void givesEqualViewsEqualTagsWhateverTheOrderOfTheirMaps() {
        Map<String, String> forwards = new LinkedHashMap<>();
        forwards.put("a", "1");
        forwards.put("b", "2");
        Map<String, String> backwards = new LinkedHashMap<>();
        backwards.put("b", "2");
        backwards.put("a", "1");

        assertThat(tags.of(new View("x", forwards)))
                .isEqualTo(tags.of(new View("x", backwards)))
                .matches("\"[A-Za-z0-9_-]{24}\"")
                .isNotEqualTo(tags.of(new View("y", forwards)));
    }

    @Test
    void passesWithoutTheHeaderWithAnyAndWithOneOfSeveral() {
        precondition("*").require(VIEW);
        precondition(tags.of(VIEW)).require(VIEW);
        precondition("\"other\", " + tags.of(VIEW)).require(VIEW);
        new Precondition(null, tags::of).require(VIEW);
    }

    @Test
    void refusesAStaleAndAWeakTag() {
        for (String header : new String[] {"\"stale\"", "W/" + tags.of(VIEW), "\"a\",\"b\""}) {
            assertThatThrownBy(() -> precondition(header).require(VIEW))
                    .isInstanceOfSatisfying(PlatformException.class, refusal -> {
                        assertThat(refusal.code()).isEqualTo(ErrorCode.PRECONDITION_FAILED);
                        assertThat(refusal.details()).isEqualTo(Map.of("etag", tags.of(VIEW)));
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "unquoted", "\"open", "\"a\" \"b\"", "\"a\",", "w/\"a\"", "*,\"a\"", "\"a b\""})
    void namesAHeaderItCannotRead(String header) {
        assertThatThrownBy(() -> precondition(header))
                .isInstanceOfSatisfying(PlatformException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ErrorCode.VALIDATION_FAILED));
    }

    private Precondition precondition(String header) {
        return new Precondition(PreconditionResolver.strongTags(header), tags::of);
    }
}
