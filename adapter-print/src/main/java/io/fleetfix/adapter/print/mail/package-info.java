/** Writes a document's content as the bodies of a mail. */
@NullMarked
package io.fleetfix.adapter.print.mail;

import org.jspecify.annotations.NullMarked;
