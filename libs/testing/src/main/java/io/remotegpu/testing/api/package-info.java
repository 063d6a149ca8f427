/** Tests that read a service's own OpenAPI document: junk for every operation, strangers at every door, and the page that describes them. */
@NullMarked
package io.remotegpu.testing.api;

import org.jspecify.annotations.NullMarked;
