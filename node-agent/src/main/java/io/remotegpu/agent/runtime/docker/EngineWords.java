package io.remotegpu.agent.runtime.docker;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The engine's own sentence, out of the envelope that the client puts round it: {@code Status 404: {"message":"…"}}. */
final class EngineWords {
    private static final Pattern MESSAGE =
            Pattern.compile("\\{\\s*\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.DOTALL);

    private EngineWords() {}

    static String of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return "the engine gave no reason";
        }
        Matcher message = MESSAGE.matcher(text);
        String words = message.find() ? message.group(1).replace("\\\"", "\"").replace("\\n", " ") : text;
        return words.strip();
    }
}
