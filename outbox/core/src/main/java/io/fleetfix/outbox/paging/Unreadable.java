package io.fleetfix.outbox.paging;

/**
 * A list item that cannot be read. It is reported instead of being skipped silently.
 *
 * @param key the item's key, as stored
 * @param problem what is wrong with the item; never contains a stored value
 */
public record Unreadable(String key, String problem) {}
