/** What every request gets: an id, a trace id, the API version, and notice of deprecated paths. */
@NullMarked
package io.remotegpu.web.request;

import org.jspecify.annotations.NullMarked;
