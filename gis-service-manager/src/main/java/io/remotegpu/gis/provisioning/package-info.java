/** Tells instances that run what no file can tell them: GeoServer its workspaces, stores and limits. */
@NullMarked
package io.remotegpu.gis.provisioning;

import org.jspecify.annotations.NullMarked;
