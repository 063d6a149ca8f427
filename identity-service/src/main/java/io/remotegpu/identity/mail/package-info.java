/** Mail to people: by SMTP, or to the log where no mail server is named. */
@NullMarked
package io.remotegpu.identity.mail;

import org.jspecify.annotations.NullMarked;
