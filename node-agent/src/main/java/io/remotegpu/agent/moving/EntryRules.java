package io.remotegpu.agent.moving;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * What an entry of a home's archive may be. Names lead into one of the volumes and nowhere else; each lies in a folder that is in the archive, and
 * comes while that folder is being told, so that none can go through a link.
 */
final class EntryRules {
    private final Set<String> folders;
    private final Deque<String> within = new ArrayDeque<>();

    EntryRules(Set<String> folders) {
        this.folders = folders;
    }

    void require(TarEntry entry) throws IOException {
        String name = plain(entry.name());
        if (entry.name().endsWith("/") && !entry.isFolder()) {
            throw refused(name, "ends like a folder and is none: what it stores would be read as more entries");
        }
        if (entry.isHardLink()) {
            plain(entry.link());
        }
        leaveFoldersThatDoNotHold(name);
        if (within.isEmpty() && !(entry.isFolder() && folders.contains(name))) {
            throw refused(name, "lies in no volume, or in a folder that did not come");
        }
        if (entry.isFolder()) {
            within.push(name);
        }
    }

    /** Without the slash of a folder; refused if it could lead anywhere else. */
    private String plain(String name) throws IOException {
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        List<String> parts = List.of(path.split("/", -1));
        if (parts.stream().anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))) {
            throw refused(name, "would leave its volume");
        }
        if (!folders.contains(parts.getFirst())) {
            throw refused(name, "lies in no volume");
        }
        return path;
    }

    private void leaveFoldersThatDoNotHold(String name) {
        int slash = name.lastIndexOf('/');
        String parent = slash < 0 ? "" : name.substring(0, slash);
        while (!within.isEmpty() && !within.peek().equals(parent)) {
            within.pop();
        }
    }

    private static IOException refused(String name, String why) {
        String whole = new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        String shown = whole.length() > 200 ? whole.substring(0, 200) + "…" : whole;
        return new IOException("the archive is refused: '" + shown + "' " + why);
    }
}
