package io.remotegpu.gis.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.web.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SchemaTest {
    private static final Set<String> KEYWORDS = Set.of(
            "$schema",
            "$id",
            "title",
            "description",
            "type",
            "properties",
            "required",
            "additionalProperties",
            "propertyNames",
            "items",
            "enum",
            "default",
            "pattern",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties",
            "x-secret",
            "x-restart",
            "x-connection");

    static Stream<ServiceType> types() {
        return new DescriptorCatalog(new ServiceTypeProperties(null, Map.of())).types().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void refusesWhateverBreaksOneOfItsRulesAndNamesTheField(ServiceType type) {
        List<BrokenRules.Broken> broken = BrokenRules.of(type.schema().document());

        assertThat(broken).hasSizeGreaterThan(20).allSatisfy(each -> assertThat(
                        type.schema().check(each.configuration()))
                .as(each.toString())
                .extracting(FieldError::field)
                .contains(each.field()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void allowsASampleOfEverythingItKnows(ServiceType type) {
        ObjectNode sample = (ObjectNode) SchemaSample.of(type.schema().document());

        assertThat(type.schema().check(sample)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void fillsInDefaultsThatItAllowsItself(ServiceType type) {
        ObjectNode filled = type.schema().withDefaults(JsonMapper.shared().createObjectNode());

        assertThat(filled.at("/resources/memory_mb").asInt()).isPositive();
        assertThat(type.schema().check(filled)).allMatch(error -> error.reason().equals("is missing"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void usesKeywordsOfTheStandardAndItsOwnOnly(ServiceType type) {
        assertThat(keywords(type.schema().document())).isSubsetOf(KEYWORDS);
    }

    @ParameterizedTest
    @MethodSource("types")
    void repeatsNoValueInWhatItFindsWrong(ServiceType type) {
        assertThat(BrokenRules.of(type.schema().document()))
                .allSatisfy(each -> assertThat(type.schema().check(each.configuration()))
                        .noneMatch(error -> (error.field() + error.reason()).contains("DATABASE_URL")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "\"1\"", "1e400", "99999999999999999999", "null", "[1]", "{}"})
    void takesWholeNumbersInTheirOwnFormOnly(String number) {
        ConfigurationSchema martin = types().filter(type -> type.name().equals("martin"))
                .findFirst()
                .orElseThrow()
                .schema();
        ObjectNode configuration = (ObjectNode) JsonMapper.shared()
                .readTree("{\"workers\":" + number + ",\"postgres\":[{\"connection_id\":" + number + "}]}");

        assertThat(martin.check(martin.withDefaults(configuration)))
                .extracting(FieldError::field)
                .contains("config_data.workers", "config_data.postgres[0].connection_id");
    }

    @Test
    void readsAWholeNumberHoweverItIsWritten() {
        ConfigurationSchema martin = types().filter(type -> type.name().equals("martin"))
                .findFirst()
                .orElseThrow()
                .schema();
        ObjectNode filled = martin.withDefaults(
                (ObjectNode) JsonMapper.shared().readTree("{\"workers\":4.0,\"mbtiles\":{\"files\":[]}}"));

        assertThat(martin.check(filled)).isEmpty();
        assertThat(filled.path("workers").toString()).isEqualTo("4");
    }

    private static Stream<String> keywords(JsonNode schema) {
        Stream<String> own = schema.propertyNames().stream();
        Stream<JsonNode> parts = Stream.of(
                        schema.path("properties").values().stream(),
                        Stream.of(schema.path("items"), schema.path("additionalProperties"))
                                .filter(JsonNode::isObject))
                .flatMap(each -> each);
        return Stream.concat(own, parts.flatMap(SchemaTest::keywords));
    }
}
