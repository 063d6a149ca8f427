package io.remotegpu.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import java.util.Objects;

/** Images of GIS software that this machine may have: each is made of what a public package registry has of the software. */
final class GisImages {
    private static final String MARTIN = "remotegpu/martin:1.14.0";
    private static final String PG_FEATURESERV = "remotegpu/pg-featureserv:1.3.1";
    private static final String TILESERVER_GL = "remotegpu/tileserver-gl:5.6.0";
    private static final String GEOSERVER = Objects.requireNonNullElse(System.getenv("GEOSERVER_IMAGE"), "");

    private static final String POSTGIS = "remotegpu/postgis:latest";

    private GisImages() {}

    /** What the platform is told of them. */
    static Map<String, String> settings() {
        return Map.of("SPRING_APPLICATION_JSON", """
                {"gis.types.images[martin:1.14.0]":"%s","gis.types.images[pg_featureserv:1.3.1]":"%s",
                 "gis.types.images[tileserver-gl:5.6.0]":"%s","gis.types.images[geoserver:2.28.2]":"%s"}""".formatted(
                        MARTIN, PG_FEATURESERV, TILESERVER_GL, GEOSERVER.isBlank() ? "geoserver" : GEOSERVER));
    }

    static void assumeMartin() {
        assume(MARTIN, "Martin is not built here: bin/build-martin, then ./dev images martin");
    }

    static void assumePgFeatureserv() {
        assume(
                PG_FEATURESERV,
                "pg_featureserv is not built here: bin/build-pg-featureserv, then ./dev images pg-featureserv");
    }

    static void assumeTileServer() {
        assume(
                TILESERVER_GL,
                "TileServer GL is not installed here: bin/build-tileserver-gl, then ./dev images tileserver-gl");
    }

    static void assumeGeoServer() {
        assume(GEOSERVER, "GEOSERVER_IMAGE names no image that is here");
    }

    /** For tests that run without containers themselves. */
    static void assumePostgis() {
        assume(POSTGIS, "PostGIS is not made here, or no container engine to run it: ./dev images postgis");
    }

    private static void assume(String image, String otherwise) {
        assumeTrue(!image.isBlank() && ContainerEngine.hasImage(image), otherwise);
    }
}
