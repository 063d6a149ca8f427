package io.remotegpu.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TableTest {
    private static final List<Column> COLUMNS = List.of(Column.of("NAME", "name"), Column.of("GPU", "gpu"));

    @Test
    void makesColumnsAsWideAsTheirWidestCell() {
        assertThat(new Table(COLUMNS, items("[{\"name\":\"box\",\"gpu\":2},{\"name\":\"long-name\"}]")).lines())
                .containsExactly("NAME       GPU", "box        2", "long-name  -");
    }

    @Test
    void letsNoNameSteerTheTerminal() {
        assertThat(new Table(COLUMNS, items("[{\"name\":\"a\\u001b[31mb\",\"gpu\":1}]"))
                        .lines()
                        .getLast())
                .doesNotContain("\u001b");
    }

    private static List<JsonNode> items(String json) {
        return List.copyOf(JsonMapper.builder().build().readTree(json).values());
    }
}
