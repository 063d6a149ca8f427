package io.remotegpu.gis.rendering;

import java.util.StringJoiner;

/** The files of a GeoServer: how it starts, whom it knows at first, and how many requests it works on. */
final class GeoServerFiles {
    private static final String FOLDER = "/opt/remotegpu/";
    private static final String SEED = FOLDER + "seed/security/";

    private GeoServerFiles() {}

    static void write(RenderRequest request, Draft draft) {
        Configuration configuration = request.configuration();
        String user = configuration.text("/admin_user");
        String password = DigestPassword.of(
                configuration.text("/admin_password"), request.instance().key());
        draft.file(FOLDER + "start.sh", start(configuration.flag("/demo_data")), RenderedFile.EXECUTABLE)
                .file(FOLDER + "controlflow.properties", flow(configuration), RenderedFile.READABLE)
                .file(SEED + "usergroup/default/users.xml", users(user, password), RenderedFile.SECRET)
                .file(SEED + "role/default/roles.xml", roles(user), RenderedFile.SECRET);
    }

    /** The seed is laid once: afterwards users and passwords are GeoServer's own. */
    private static String start(boolean demoData) {
        return """
                #!/bin/bash
                set -euo pipefail
                data=/srv/geoserver/data
                if [ ! -e "$data/.seeded" ]; then
                %s    cp --recursive --dereference /opt/remotegpu/seed/. "$data/"
                    touch "$data/.seeded"
                fi
                cp --dereference /opt/remotegpu/controlflow.properties "$data/controlflow.properties"
                if [ -d /mnt/geoserver-extensions ]; then
                    cp --recursive /mnt/geoserver-extensions/. /opt/additional_libs/
                fi
                exec bash /opt/startup.sh
                """.formatted(
                        demoData ? "    cp --recursive \"$CATALINA_HOME/webapps/geoserver/data/.\" \"$data/\"\n" : "");
    }

    private static String users(String user, String password) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <userRegistry xmlns="http://www.geoserver.org/security/users" version="1.0">
                  <users>
                    <user enabled="true" name="%s" password="%s"/>
                  </users>
                  <groups/>
                </userRegistry>
                """.formatted(Xml.attribute(user), Xml.attribute(password));
    }

    private static String roles(String user) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <roleRegistry xmlns="http://www.geoserver.org/security/roles" version="1.0">
                  <roleList>
                    <role id="ADMIN"/>
                    <role id="GROUP_ADMIN"/>
                  </roleList>
                  <userList>
                    <userRoles username="%s">
                      <roleRef roleID="ADMIN"/>
                    </userRoles>
                  </userList>
                  <groupList/>
                </roleRegistry>
                """.formatted(Xml.attribute(user));
    }

    /** GetMap peaks at two a core, cached tiles at four. */
    private static String flow(Configuration configuration) {
        int cores = (int) Math.ceil(configuration.cpu());
        StringJoiner lines = new StringJoiner("\n", "", "\n")
                .add("timeout=" + configuration.number("/flow/timeout_seconds"))
                .add("ows.global="
                        + configuration
                                .optionalNumber("/flow/ows_global")
                                .orElse(Math.min(500, configuration.maxConcurrentRequests())))
                .add("ows.wms.getmap="
                        + configuration.optionalNumber("/flow/get_map").orElse(2 * cores))
                .add("ows.gwc=" + configuration.optionalNumber("/flow/gwc").orElse(4 * cores))
                .add("user=" + configuration.number("/flow/per_user"));
        configuration.optionalText("/flow/rate").ifPresent(rate -> lines.add("user.ows.wms.getmap=" + rate));
        return lines.toString();
    }
}
