/** What a saga is and how it decides: definitions as tables and one pure function. No Spring, no database. */
@NullMarked
package io.remotegpu.saga;

import org.jspecify.annotations.NullMarked;
