/** Random words that somebody holds and the database knows by hash alone, and signatures under a key. */
@NullMarked
package io.remotegpu.identity.secrets;

import org.jspecify.annotations.NullMarked;
