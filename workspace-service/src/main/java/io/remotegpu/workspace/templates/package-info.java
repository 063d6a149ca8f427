/** Templates of environments: what they start with, and which of it a person fills in. */
@NullMarked
package io.remotegpu.workspace.templates;

import org.jspecify.annotations.NullMarked;
