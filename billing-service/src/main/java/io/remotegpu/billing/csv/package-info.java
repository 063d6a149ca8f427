/** Tables as text for spreadsheets. */
@NullMarked
package io.remotegpu.billing.csv;

import org.jspecify.annotations.NullMarked;
