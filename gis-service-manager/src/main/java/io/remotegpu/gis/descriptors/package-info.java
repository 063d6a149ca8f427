/** The types of services there are: each is data, with the JSON Schema of its configuration. */
@NullMarked
package io.remotegpu.gis.descriptors;

import org.jspecify.annotations.NullMarked;
