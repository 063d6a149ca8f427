package io.remotegpu.agent.moving;

/**
 * What an archive says of one file, as far as its place is concerned.
 *
 * @param kind the type flag of its header
 * @param stored bytes that follow in the archive, which are fewer than the file has if it has holes
 */
record TarEntry(String name, String link, char kind, long stored) {
    static final char HARD_LINK = '1';
    static final char FOLDER = '5';

    boolean isFolder() {
        return kind == FOLDER;
    }

    boolean isHardLink() {
        return kind == HARD_LINK;
    }
}
