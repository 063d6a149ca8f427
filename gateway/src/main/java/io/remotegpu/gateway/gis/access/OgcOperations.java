package io.remotegpu.gateway.gis.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;

/** Finds out whether a request names one of the operations that change data. In doubt it does. */
public final class OgcOperations {
    private static final Set<String> READABLE_ENCODINGS = Set.of("utf-8", "us-ascii", "iso-8859-1");
    private static final Pattern DECLARED_ENCODING = Pattern.compile("<\\?xml[^>]*encoding\\s*=\\s*[\"']([^\"']*)");

    /** After a byte order mark of UTF-8, if there is one. */
    private static final Pattern XML = Pattern.compile("(\u00ef\u00bb\u00bf)?\\s*<");

    private static final Pattern FORM = Pattern.compile("\\s*[\\w.%+-]+=");

    private OgcOperations() {}

    /** Whether the query asks for one of them, {@code request=Transaction}. */
    public static boolean inQuery(MultiValueMap<String, String> query, List<String> operations) {
        return query.entrySet().stream()
                .filter(parameter -> parameter.getKey().equalsIgnoreCase("request"))
                .flatMap(parameter -> parameter.getValue().stream())
                .anyMatch(value -> value != null && operations.stream().anyMatch(value.strip()::equalsIgnoreCase));
    }

    /**
     * Whether a body holds one of them as an element or as a form's {@code request}. Whatever is neither XML nor a form counts as if it did, as does an
     * encoding that this cannot read: the instance might read it.
     */
    public static boolean inBody(byte[] body, List<String> operations) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return !text.isBlank() && (isUnreadable(text) || names(text, operations) || names(decoded(text), operations));
    }

    private static boolean isUnreadable(String text) {
        if (text.indexOf('\0') >= 0 || text.contains("<!DOCTYPE")) {
            return true;
        }
        return XML.matcher(text).lookingAt()
                ? declaresUnreadable(text)
                : !FORM.matcher(text).lookingAt();
    }

    private static boolean declaresUnreadable(String text) {
        Matcher declared = DECLARED_ENCODING.matcher(text);
        return declared.find() && !READABLE_ENCODINGS.contains(declared.group(1).toLowerCase(Locale.ROOT));
    }

    private static boolean names(String text, List<String> operations) {
        return operations.stream()
                .anyMatch(operation -> pattern(operation).matcher(text).find());
    }

    private static Pattern pattern(String operation) {
        String name = Pattern.quote(operation);
        return Pattern.compile(
                "[<:]" + name + "[\\s/>]|(^|[&\\s])request=\\s*" + name + "\\s*(&|$)", Pattern.CASE_INSENSITIVE);
    }

    private static String decoded(String form) {
        try {
            return URLDecoder.decode(form, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notAForm) {
            return "";
        }
    }
}
