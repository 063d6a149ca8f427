package io.remotegpu.gateway.gis.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.util.MultiValueMap;

/** Finds out whether a request names one of the operations that change data. In doubt it does. */
public final class OgcOperations {
    private static final Set<String> READABLE_ENCODINGS = Set.of("utf-8", "us-ascii", "iso-8859-1");
    /** Where instances look for it: GeoServer takes a service that it does not know for the operation. */
    private static final Set<String> PARAMETERS = Set.of("request", "service");

    /** What {@link String#trim} drops, as instances do; never given back, as bodies may be long runs of it. */
    private static final String BLANKS = "[\\x00-\\x20]*+";

    /** After a byte order mark of UTF-8, if there is one. */
    private static final String BEGINNING = "(?:\u00ef\u00bb\u00bf)?" + BLANKS;

    private static final Pattern XML = Pattern.compile(BEGINNING + "<");
    private static final Pattern DECLARED_ENCODING =
            Pattern.compile(BEGINNING + "<\\?xml[^>]*encoding\\s*+=\\s*+[\"']([^\"']*)");

    private static final Pattern FORM = Pattern.compile(BLANKS + "[\\w.%+-]+=");

    private OgcOperations() {}

    /** Whether a segment of the path is one of them, {@code /wfs/Transaction}. */
    public static boolean inPath(PathContainer path, List<String> operations) {
        return path.elements().stream()
                .filter(PathSegment.class::isInstance)
                .map(segment -> ((PathSegment) segment).valueToMatch())
                .anyMatch(segment -> isOneOf(operations, segment));
    }

    /** Whether the query asks for one of them, {@code request=Transaction}. */
    public static boolean inQuery(MultiValueMap<String, String> query, List<String> operations) {
        return query.entrySet().stream()
                .filter(parameter ->
                        PARAMETERS.contains(parameter.getKey().trim().toLowerCase(Locale.ROOT)))
                .flatMap(parameter -> parameter.getValue().stream())
                .anyMatch(value -> value != null && isOneOf(operations, value));
    }

    /**
     * Whether a body holds one of them as an element or as a form's or element's {@code request}. Whatever is neither XML nor a form counts as if it
     * did, as does an encoding that this cannot read: the instance might read it.
     *
     * @param form whether it is said to be a form
     */
    public static boolean inBody(byte[] body, boolean form, List<String> operations) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return !text.isBlank() && (isUnreadable(text) || names(text, operations) || inForm(text, form, operations));
    }

    // What is no form need not decode; of a form that does not, an instance might read a part.
    private static boolean inForm(String text, boolean form, List<String> operations) {
        try {
            return names(URLDecoder.decode(text, StandardCharsets.UTF_8), operations);
        } catch (IllegalArgumentException malformed) {
            return form || !XML.matcher(text).lookingAt();
        }
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
        return declared.lookingAt()
                && !READABLE_ENCODINGS.contains(declared.group(1).toLowerCase(Locale.ROOT));
    }

    private static boolean isOneOf(List<String> operations, String name) {
        return operations.stream().anyMatch(name.trim()::equalsIgnoreCase);
    }

    private static boolean names(String text, List<String> operations) {
        return operations.stream()
                .anyMatch(operation -> pattern(operation).matcher(text).find());
    }

    private static Pattern pattern(String operation) {
        String name = Pattern.quote(operation);
        String element = "[<:]" + name + "[\\x00-\\x20/>]";
        String parameter = "(^|[&\\x00-\\x20])(" + String.join("|", PARAMETERS) + ")" + BLANKS + "=" + BLANKS + "[\"']?"
                + BLANKS + name + BLANKS + "([\"'&]|$)";
        return Pattern.compile(element + "|" + parameter, Pattern.CASE_INSENSITIVE);
    }
}
