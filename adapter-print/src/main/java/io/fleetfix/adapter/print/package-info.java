/** What stands on an invoice, as a PDF file and in the text of a mail. */
@NullMarked
package io.fleetfix.adapter.print;

import org.jspecify.annotations.NullMarked;
