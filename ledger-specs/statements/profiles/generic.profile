# A plain list: day, amount (money out is negative), description
name = generic
delimiter = ; , tab
encoding = utf-8
decimal = point
currency = EUR
date = yyyy-MM-dd dd/MM/yyyy
column.booking-date = date | booking date | data
column.value-date = value date | valuta | data valuta
column.amount = amount | importo
column.description = description | descrizione | causale
column.counterparty = counterparty | controparte
column.counterparty-iban = iban | counterparty iban | iban controparte
column.reference = reference | riferimento
column.currency = currency | divisa
opening = OPENING BALANCE
closing = CLOSING BALANCE
