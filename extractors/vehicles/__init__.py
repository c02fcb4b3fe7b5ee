"""What licences and papers of the traffic police share: pages, plates, places, people."""
