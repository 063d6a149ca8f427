/** Signing up, logging in and out. */
@NullMarked
package io.remotegpu.cli.account;

import org.jspecify.annotations.NullMarked;
