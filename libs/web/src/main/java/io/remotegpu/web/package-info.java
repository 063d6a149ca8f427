/** What controllers use: the envelope, the caller, pages and field errors. Its sub-packages work unseen. */
@NullMarked
package io.remotegpu.web;

import org.jspecify.annotations.NullMarked;
