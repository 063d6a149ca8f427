/** Keeps a service alive when more is asked of it than it can answer. */
@NullMarked
package io.remotegpu.web.admission;

import org.jspecify.annotations.NullMarked;
