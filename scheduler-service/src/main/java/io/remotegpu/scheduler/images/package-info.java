/** Images that hosts are asked to have before anybody starts from them. */
@NullMarked
package io.remotegpu.scheduler.images;

import org.jspecify.annotations.NullMarked;
