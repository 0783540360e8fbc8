package io.fleetfix.application.port;

import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.Optional;

/** The stored contacts: those that were corrected. */
public interface Contacts {
  /**
   * Sees every commit that returned before this call. Pass the result to {@link Contact#of} to get
   * the contact to use now.
   *
   * @throws StorageUnavailable if the store gave no clear answer
   */
  Optional<Contact> find(RepairId repairId);
}
