/** What a document contains, in the words of its language. */
@NullMarked
package io.fleetfix.adapter.print.content;

import org.jspecify.annotations.NullMarked;
