/** Which access tokens must not be believed any more, known within a moment in every process that verifies them. */
@NullMarked
package io.remotegpu.revocations;

import org.jspecify.annotations.NullMarked;
