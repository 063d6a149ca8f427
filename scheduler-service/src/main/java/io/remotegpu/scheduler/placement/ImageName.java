package io.remotegpu.scheduler.placement;

/** One name for what people, engines and clusters call the same image. */
final class ImageName {
    private static final String HUB = "docker.io/";
    private static final String OFFICIAL = "library/";

    private ImageName() {}

    /** Without the registry that is meant where none is named, and with the tag that is meant where none is given. */
    static String full(String reference) {
        String name = without(OFFICIAL, without(HUB, reference));
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.contains(":") || last.contains("@") ? name : name + ":latest";
    }

    private static String without(String prefix, String name) {
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }
}
