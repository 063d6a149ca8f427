/** Reads page, sort, filter and cursor parameters into a {@link io.remotegpu.web.PageQuery}. */
@NullMarked
package io.remotegpu.web.paging;

import org.jspecify.annotations.NullMarked;
