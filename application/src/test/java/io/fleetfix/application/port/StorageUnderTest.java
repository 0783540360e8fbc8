package io.fleetfix.application.port;

/** The ports of one fresh store, over which the storage contracts run. */
public record StorageUnderTest(
    UnitOfWork unitOfWork,
    Repairs repairs,
    Invoices invoices,
    Notices notices,
    Requests requests,
    DeliveryLedger ledger,
    Backlog backlog,
    Quarantine quarantine,
    Receipts receipts,
    Redeliveries redeliveries,
    OutboxStream stream) {}
