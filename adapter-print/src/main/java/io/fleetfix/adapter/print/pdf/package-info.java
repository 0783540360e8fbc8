/** Sets a document's content on pages. */
@NullMarked
package io.fleetfix.adapter.print.pdf;

import org.jspecify.annotations.NullMarked;
