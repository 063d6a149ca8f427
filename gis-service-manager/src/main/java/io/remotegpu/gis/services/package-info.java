/** Services as their users keep them: configuration, its versions, and moving it elsewhere. */
@NullMarked
package io.remotegpu.gis.services;

import org.jspecify.annotations.NullMarked;
