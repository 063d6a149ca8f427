package io.remotegpu.gis.rendering;

/** Values inside XML. */
final class Xml {
    private Xml() {}

    /** Stands within double quotes. */
    static String attribute(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
