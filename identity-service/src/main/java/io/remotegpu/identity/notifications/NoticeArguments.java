package io.remotegpu.identity.notifications;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A notice's arguments as JSON. */
public final class NoticeArguments {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> TYPE = new TypeReference<>() {};
    private static final int LONGEST = 500;

    private NoticeArguments() {}

    public static Map<String, String> read(String json) {
        return JSON.readValue(json, TYPE);
    }

    /** What others said is cut and cleaned: it ends up in mails and on screens. */
    public static String write(Map<String, String> args) {
        Map<String, String> clean = new HashMap<>();
        args.forEach((name, value) -> {
            String printable = value.replaceAll("\\p{Cntrl}+", " ");
            clean.put(name, printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "…");
        });
        return JSON.writeValueAsString(clean);
    }
}
