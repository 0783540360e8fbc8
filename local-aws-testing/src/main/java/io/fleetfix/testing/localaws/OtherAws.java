package io.fleetfix.testing.localaws;

import java.net.URI;

/**
 * An AWS emulator other than the local processes, with EventBridge and SQS at one address. It
 * accepts any credentials, and keeps the resources of earlier runs.
 */
public record OtherAws(URI endpoint) {}
