/** Files that users upload for their services: taken in pieces, checked, kept, and given to the hosts that run the services. */
@NullMarked
package io.remotegpu.gis.datafiles;

import org.jspecify.annotations.NullMarked;
