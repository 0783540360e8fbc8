/** The document and its texts, as they can be read. */
@NullMarked
package io.fleetfix.adapter.print;

import org.jspecify.annotations.NullMarked;
