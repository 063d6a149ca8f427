package io.remotegpu.gis.rendering;

import java.util.StringJoiner;

/** A rendering as one text. */
final class Shown {
    private Shown() {}

    static String of(Rendered rendered) {
        StringJoiner text = new StringJoiner("\n", "", "\n")
                .add("image " + rendered.image())
                .add("entrypoint " + rendered.entrypoint())
                .add("argv " + rendered.argv())
                .add("port " + rendered.port() + ", " + rendered.readiness())
                .add("user " + rendered.user() + ", read-only root " + rendered.readOnlyRoot() + ", " + rendered.size())
                .add("volumes " + rendered.volumes() + ", shared " + rendered.sharedFolders())
                .add("process " + rendered.processLaunch());
        rendered.env().forEach((name, value) -> text.add("env " + name + "=" + value));
        rendered.files().forEach(file -> text.add("---- %s %04o".formatted(file.path(), file.mode()))
                .add(file.content()));
        rendered.provisioning()
                .forEach(call -> text.add("---- " + call + (call.probe() == null ? "" : " unless " + call.probe()))
                        .add(call.body()));
        return text.toString();
    }
}
