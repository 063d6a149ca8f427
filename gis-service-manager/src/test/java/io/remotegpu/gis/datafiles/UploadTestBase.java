package io.remotegpu.gis.datafiles;

import io.remotegpu.gis.Api;
import io.remotegpu.gis.RunningGis;

/** Services that take files, each of somebody else. */
abstract class UploadTestBase extends RunningGis {
    private static final String MARTIN = """
            {"resources":{"storage_mb":64},"mbtiles":{"files":["world.mbtiles"]}}""";
    private static final String GEOSERVER = "{\"resources\":{\"storage_mb\":512},\"gwc\":{\"disk_quota_mb\":256}}";

    UploadClient martin() {
        Api owner = somebody();
        return new UploadClient(owner, owner.service("martin", "tiles", MARTIN));
    }

    UploadClient geoServer() {
        Api owner = somebody();
        return new UploadClient(owner, owner.service("geoserver", "geo", GEOSERVER));
    }

    static int usedMegabytes(UploadClient client) {
        return client.api()
                .get("/user-services/resource-usage")
                .data()
                .at("/storage_mb/used")
                .asInt();
    }
}
