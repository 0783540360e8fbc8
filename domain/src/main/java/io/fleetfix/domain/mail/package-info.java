/** The mail with a document: its status, its history and the lists of those to look after. */
@NullMarked
package io.fleetfix.domain.mail;

import org.jspecify.annotations.NullMarked;
