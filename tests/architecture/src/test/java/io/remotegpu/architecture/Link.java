package io.remotegpu.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A link of a Markdown file, with the address as it is written there. */
record Link(Path document, String address) {
    private static final Pattern CODE = Pattern.compile("(?ms)^\\s*```.*?^\\s*```|`[^`\\n]*`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6}\\s+(.*?)\\s*$");
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*:.*");

    /** The links of a document in their order; what stands in code is an example, not a link. */
    static List<Link> in(Path document) {
        String prose = CODE.matcher(Sources.read(document)).replaceAll("");
        return LINK.matcher(prose)
                .results()
                .map(found -> new Link(document, found.group(1)))
                .toList();
    }

    boolean staysInside() {
        return !SCHEME.matcher(address).matches();
    }

    /** Whether the file is in the repository, and has the heading if the address names one. */
    boolean leadsSomewhere() {
        String[] parts = address.split("#", 2);
        Path target = parts[0].isEmpty()
                ? document
                : document.resolveSibling(parts[0]).normalize();
        return target.startsWith(Sources.folder(""))
                && Files.exists(target)
                && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    private static List<String> anchors(Path target) {
        return HEADING.matcher(Sources.read(target))
                .results()
                .map(heading -> anchor(heading.group(1)))
                .toList();
    }

    /** The name under which code hosts let a heading be linked. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
    }

    @Override
    public String toString() {
        return Sources.name(document) + " -> " + address;
    }
}
