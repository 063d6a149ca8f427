package io.remotegpu.testing.api;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every answer of the platform keeps to, whatever was asked: no server error, no insides of the program, always the envelope. */
final class AnswerRules {
    private static final List<String> INSIDES =
            List.of("Exception", "\tat ", "org.springframework", "io.remotegpu.", "PSQL", "SQLSTATE", "ERROR:");

    private AnswerRules() {}

    static List<String> broken(HttpResponse<?> answer, String body) {
        List<String> broken = new ArrayList<>();
        if (answer.statusCode() >= 500) {
            broken.add("status " + answer.statusCode());
        }
        if (answer.headers().firstValue("X-API-Version").isEmpty()) {
            broken.add("status " + answer.statusCode() + " without X-API-Version");
        }
        INSIDES.stream().filter(body::contains).map(inside -> "shows " + inside).forEach(broken::add);
        boolean refused = answer.statusCode() >= 400;
        if (refused && !isRefusal(body)) {
            broken.add("status " + answer.statusCode() + " without the envelope");
        }
        return broken;
    }

    private static boolean isRefusal(String body) {
        try {
            JsonNode json = JsonMapper.shared().readTree(body);
            return json.path("code").isInt()
                    && Stream.of("message", "error", "trace_id")
                            .allMatch(field -> json.path(field).isString());
        } catch (JacksonException noJson) {
            return false;
        }
    }
}
