# Poste Italiane, conto BancoPosta: list of movements
name = poste
delimiter = ;
encoding = windows-1252
decimal = comma
currency = EUR
date = d/M/yy d/M/yyyy
strip = |
column.booking-date = Data | Data contabile
column.value-date = Valuta | Data valuta
column.debit = Addebiti | Addebiti (euro)
column.credit = Accrediti | Accrediti (euro)
column.description = Descrizione operazioni
opening = SALDO INIZIALE
closing = SALDO FINALE
