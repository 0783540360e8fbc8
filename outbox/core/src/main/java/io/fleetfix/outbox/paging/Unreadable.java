package io.fleetfix.outbox.paging;

/**
 * Something in a list that cannot be read. It is named, so that it hides nothing and is not skipped
 * silently.
 *
 * @param key what identifies it, as it is stored
 * @param problem what is wrong with it; never a stored value
 */
public record Unreadable(String key, String problem) {}
