package io.remotegpu.agent.gpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** An element as nvidia-smi uses it: direct children by name, and text that may say that there is no value. */
record XmlNode(Element element) {

    /** What stands in the place of a value; the latter ones where the device does not answer. */
    private static final Set<String> NO_VALUES = Set.of(
            "N/A",
            "None",
            "Unknown Error",
            "Unknown",
            "ERR!",
            "GPU is lost",
            "GPU requires reset",
            "Insufficient Permissions",
            "Requested functionality has been deprecated");

    List<XmlNode> children(String name) {
        List<XmlNode> found = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && child.getTagName().equals(name)) {
                found.add(new XmlNode(child));
            }
        }
        return found;
    }

    /** The text at a path of child names; empty where the driver has none ({@code N/A}, {@code [Not Supported]}, …). */
    Optional<String> text(String... path) {
        Optional<XmlNode> node = Optional.of(this);
        for (String name : path) {
            node = node.flatMap(parent -> parent.children(name).stream().findFirst());
        }
        return node.map(found -> found.element().getTextContent().strip()).filter(XmlNode::isValue);
    }

    /** A number in front of its unit, such as {@code 81920 MiB}. */
    Optional<Integer> number(String... path) {
        return text(path)
                .map(value -> value.split("\\s+")[0])
                .filter(value -> value.matches("\\d{1,9}"))
                .map(Integer::valueOf);
    }

    /** A number that may be below zero, in front of its unit, such as {@code -2 C}. */
    Optional<Integer> signed(String... path) {
        return text(path)
                .map(value -> value.split("\\s+")[0])
                .filter(value -> value.matches("-?\\d{1,6}"))
                .map(Integer::valueOf);
    }

    private static boolean isValue(String text) {
        return !text.isEmpty() && !text.startsWith("[") && !NO_VALUES.contains(text);
    }
}
