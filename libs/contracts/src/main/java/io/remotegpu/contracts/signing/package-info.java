/** What a host signs with the key it was enrolled with, and how whoever hears it checks that. */
@NullMarked
package io.remotegpu.contracts.signing;

import org.jspecify.annotations.NullMarked;
